// Copies what the button's container holds in .salin-teks; an empty one stands for the address.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const box = button && button.closest('[class*="st-key-salin_"]');
  const holder = box && box.querySelector(".salin-teks");
  if (!holder) return;
  const text = holder.textContent || window.location.href;
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
