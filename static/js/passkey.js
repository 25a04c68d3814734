// Says so when a passkey cannot be made: refused, cancelled, or a browser that has none.
const problem = document.querySelector("[data-passkey-problem]");

function tell() {
  if (problem) problem.hidden = false;
}

if (!window.PublicKeyCredential) tell();
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  tell();
});
