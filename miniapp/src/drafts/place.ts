/** Where one value is kept on the phone: encrypted, and dropped at sign-out. */
export interface PhonePlace {
  read: () => Promise<unknown>
  /** false when the phone refuses to keep it */
  write: (value: unknown) => Promise<boolean>
  drop: () => Promise<void>
}
