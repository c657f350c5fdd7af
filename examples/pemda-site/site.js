// The snippets name this server by its full address.
for (const address of document.querySelectorAll('.address'))
  address.textContent = new URL(address.textContent, location.href).href;
