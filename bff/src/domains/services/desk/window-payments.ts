import type { Payments } from '../port'

/** A clerk at the window can always take the fee and record the receipt: also where a provider gave no answer. */
export const PAY_AT_WINDOW = '请到窗口缴费，带上办件编号；缴费后由工作人员登记，不用再告诉我们。'

/** No provider of payments is switched on. */
export const windowPayments: Payments = { how: async () => PAY_AT_WINDOW }
