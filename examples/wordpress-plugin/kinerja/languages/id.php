<?php

/* Bahasa Indonesia, in plain words: what stands in the code in English, and what people read. */

declare(strict_types=1);

defined('ABSPATH') || exit;

return [
    // The plugin and its blocks.
    'Citizens\' ratings on any page: the widgets of a Kinerja gateway, as shortcodes and as blocks.'
        => 'Penilaian warga di halaman mana pun: widget dari gateway Kinerja, sebagai kode pendek dan sebagai blok.',
    'Kinerja: rating form' => 'Kinerja: formulir penilaian',
    'Citizens rate a public service.' => 'Warga menilai layanan publik.',
    'Kinerja: board of units' => 'Kinerja: papan unit',
    'Units of one kind, compared as far as the ratings can tell.' => 'Unit sejenis, dibandingkan sejauh penilaiannya memungkinkan.',
    'Kinerja: unit card' => 'Kinerja: kartu unit',
    'What citizens say of one unit, and what it does about it.' => 'Kata warga tentang satu unit, dan perbaikan yang dikerjakannya.',
    'Kinerja: index badge' => 'Kinerja: lencana IKM',
    'The index of one unit at a glance.' => 'IKM satu unit dalam sekali pandang.',
    'Kinerja: trend' => 'Kinerja: perubahan IKM',
    'How the index of one unit has changed over two years.' => 'Perubahan IKM satu unit selama dua tahun.',
    'Kinerja: form for reports' => 'Kinerja: formulir laporan',
    'Citizens write to the office: a complaint, a suggestion, a question.' => 'Warga menulis kepada kantor: pengaduan, aspirasi, atau pertanyaan.',
    'Kind' => 'Jenis',
    'Complaint' => 'Pengaduan',
    'Suggestion' => 'Aspirasi',
    'Question' => 'Permintaan informasi',
    'Kinerja: receipt' => 'Kinerja: periksa tanda terima',
    'What became of a feedback, for whoever has the code of its receipt.' => 'Tindak lanjut sebuah masukan, bagi pemegang kode tanda terimanya.',
    'Kinerja: service time' => 'Kinerja: waktu layanan',
    'How long visits of a service take, and which step is the slowest.' => 'Lama kunjungan sebuah layanan, dan tahap yang paling lama.',
    'Kinerja: you said, we did' => 'Kinerja: Anda sampaikan, kami lakukan',
    'What citizens told one unit, and what it did about it.' => 'Yang disampaikan warga kepada satu unit, dan yang dilakukannya.',
    'Compared with the period' => 'Dibandingkan dengan periode',

    // Settings.
    'Gateway address' => 'Alamat gateway',
    'Where the Kinerja of your region runs.' => 'Tempat Kinerja daerah Saudara berjalan.',
    'Widget version' => 'Versi widget',
    'Three numbers; left empty: the newest release. Pages stay with this version until you change it here.'
        => 'Tiga angka; bila kosong, rilis terbaru. Halaman situs tetap memakai versi ini sampai Saudara mengubahnya di sini.',
    'Site key' => 'Kunci situs',
    'Whoever runs the gateway gives you one for %s. Without it ratings count as unverified.'
        => 'Pengelola gateway memberikannya untuk %s. Tanpa kunci, penilaian dihitung sebagai belum terverifikasi.',
    'Region code' => 'Kode wilayah',
    'Code of the Ministry of Home Affairs, for boards that name no region of their own.'
        => 'Kode Kemendagri, untuk papan yang tidak menyebut wilayahnya sendiri.',
    'Language of the widgets' => 'Bahasa widget',
    'That of the page' => 'Mengikuti halaman',
    'Pages' => 'Halaman',
    'Reserve the height of the form, so that nothing on the page moves when it appears'
        => 'Sediakan tinggi formulir, supaya isi halaman tidak bergeser saat formulir muncul',
    'Write the widgets as <div data-kinerja>, if a theme or another plugin removes their tags'
        => 'Tulis widget sebagai <div data-kinerja>, bila tema atau plugin lain membuang tag-nya',
    'Save' => 'Simpan',
    'Check the connection' => 'Periksa sambungan',
    'Settings' => 'Pengaturan',
    'The settings are saved.' => 'Setelan sudah disimpan.',
    'Only administrators change these settings.' => 'Hanya administrator yang boleh mengubah setelan ini.',
    'In your pages' => 'Di halaman Saudara',
    'Add a block whose name begins with "Kinerja", or write one of these lines:'
        => 'Tambahkan blok yang namanya diawali "Kinerja", atau tulis salah satu baris ini:',
    'What browsers load' => 'Yang dimuat peramban',

    // What is wrong.
    '%1$s: "%2$s" cannot be used. A correct example: %3$s' => '%1$s: "%2$s" tidak dapat dipakai. Contoh yang benar: %3$s',
    'The hash of the widgets %1$s could not be fetched, what was saved before still holds. %2$s'
        => 'Hash widget %1$s tidak dapat diambil, yang tersimpan sebelumnya tetap berlaku. %2$s',
    '%1$s does not answer: %2$s' => '%1$s tidak menjawab: %2$s',
    '%1$s answers %2$s, which is not what a gateway answers: "%3$s"' => '%1$s menjawab %2$s, bukan jawaban yang diharapkan dari gateway: "%3$s"',
    '%s names no newest version.' => '%s tidak menyebut versi terbaru.',
    '%s has no hash of kinerja.js.' => '%s tidak memuat hash kinerja.js.',
    'The widgets %s are in development: when their file changes, browsers refuse it until you save again.'
        => 'Widget %s masih dikembangkan: bila berkasnya berubah, peramban menolaknya sampai Saudara menyimpan lagi.',
    'The newest release of the widgets is %s.' => 'Rilis widget yang terbaru adalah %s.',
    'The widgets %s do not have this one yet. Take a newer version under Settings → Kinerja.'
        => 'Widget ini belum ada di versi %s. Pakai versi yang lebih baru di Pengaturan → Kinerja.',
    '%1$s answers and has the widgets %2$s.' => '%1$s menjawab dan menyediakan widget %2$s.',
    'The file is another one than when these settings were saved, so browsers refuse it. Save again if you trust the gateway.'
        => 'Berkas widget sudah bukan yang tercatat saat setelan disimpan, maka peramban menolaknya. Simpan lagi bila Saudara memercayai gateway ini.',
    'Region %1$s is %2$s.' => 'Wilayah %1$s adalah %2$s.',
    'Region code: the gateway knows no region "%s".' => 'Kode wilayah: gateway tidak mengenal wilayah "%s".',
    'Enter the address of the gateway under Settings → Kinerja first.' => 'Isi dulu alamat gateway di Pengaturan → Kinerja.',
    'Kinerja, for those who edit this page:' => 'Kinerja, untuk penyunting halaman ini:',

    // Attributes, and blocks in the editor.
    'Service' => 'Layanan',
    'Questions' => 'Pertanyaan',
    'Kind of unit' => 'Jenis unit',
    'Period' => 'Periode',
    'Unit' => 'Unit',
    'Colours' => 'Warna',
    'Language' => 'Bahasa',
    'Not set here' => 'Tidak diatur di sini',
    'One at a time' => 'Satu per satu',
    'All at once' => 'Semua sekaligus',
    'One at a time, with large faces, read aloud' => 'Satu per satu, dengan wajah besar, dibacakan',
    'Mode' => 'Mode',
    'Kiosk: the whole screen, anew for each citizen' => 'Kios: layar penuh, mulai baru bagi tiap warga',
    'New figures' => 'Angka baru',
    'By themselves, while the page is open' => 'Tampil sendiri, selama halaman terbuka',
    'By themselves, for a screen in an office' => 'Tampil sendiri, untuk layar di kantor',
    'Counter or room' => 'Loket atau ruang',
    'Page with the details' => 'Halaman rinciannya',
    'Light or dark, as the visitor prefers' => 'Terang atau gelap, menurut pengunjung',
    'Light' => 'Terang',
    'Dark' => 'Gelap',
    'Blue' => 'Biru',
    'Neutral' => 'Netral',
    'High contrast' => 'Kontras tinggi',
    'For example: %s' => 'Contoh: %s',
    'Appearance' => 'Tampilan',
    'Here stands a placeholder. Visitors of the page see the widget.' => 'Ini hanya penanda tempat. Pengunjung halaman melihat widgetnya.',
    'If empty, that of the settings: %s' => 'Bila kosong, mengikuti setelan: %s',
];
