// Copies what the button's container holds in .salin-teks; an empty one stands for the address,
// and .salin-alamat holds the query of another view of this page.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const box = button && button.closest('[class*="st-key-salin_"]');
  const holder = box && box.querySelector(".salin-teks");
  if (!holder) return;
  const view = holder.classList.contains("salin-alamat");
  const text = view
    ? new URL("?" + holder.textContent, window.location.href).href
    : holder.textContent || window.location.href;
  if (navigator.clipboard && window.isSecureContext) {
    navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
});
