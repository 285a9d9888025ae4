// Forms that make the server think: a password takes it a moment, and a crowd queues.

/** @type {(form: HTMLFormElement) => void} */
const showProgress = (form) => {
  const button = form.querySelector("[data-busy]");
  if (!(button instanceof HTMLInputElement)) return;
  const idle = button.value;

  form.addEventListener("submit", (event) => {
    if (button.ariaDisabled === "true") event.preventDefault(); // it is on its way
    button.ariaDisabled = "true";
    button.value = button.dataset.busy ?? idle;
  });
  // Back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    button.ariaDisabled = null;
    button.value = idle;
  });
};

document.querySelectorAll("form").forEach(showProgress);
