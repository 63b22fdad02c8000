//! Cases: opened, worked on through one door (`act`), listed and shown.
