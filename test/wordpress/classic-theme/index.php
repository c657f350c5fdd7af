<?php

/* What themes were before blocks, on one page: the head is drawn before anything of the content is known. */

?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head>
    <meta charset="<?php bloginfo('charset'); ?>">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="<?php echo esc_url(get_stylesheet_uri()); ?>">
    <?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
    <header><?php bloginfo('name'); ?></header>
    <main>
        <?php
        while (have_posts()) {
            the_post();
            the_title('<h1>', '</h1>');
            the_content();
        }
        ?>
    </main>
    <footer>Situs contoh</footer>
    <?php wp_footer(); ?>
</body>
</html>
