// What each component of the WXML templates may carry for screen readers. CommonJS: Taro's plug-in loader and webpack
// both read it.
const pressed = { 'aria-role': '', 'aria-label': '', 'aria-disabled': '' }

module.exports = {
  View: { ...pressed, 'aria-hidden': '', 'aria-checked': '', 'aria-selected': '' },
  Text: { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' },
  Image: { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' },
  Input: pressed,
  Textarea: pressed,
  Picker: pressed
}
