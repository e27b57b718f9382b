import type { Payments } from '../port'

/** No provider of payments is switched on: the fee is paid at the window, where a clerk records the receipt. */
export const windowPayments: Payments = {
  how: async () => '请到窗口缴费，带上办件编号；缴费后由工作人员登记，不用再告诉我们。'
}
