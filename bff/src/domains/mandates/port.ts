/** The register of the market-regulation bureau (市场监管): who stands behind a credit code. Throws DepartmentUnavailable. */
export interface RegisteredEnterprise {
  name: string
  creditCode: string
  legalRepresentative: { name: string; idNumber: string }
  /** 存续 and the like; anything but 'active' cannot be bound */
  state: 'active' | 'revoked' | 'cancelled'
}
export interface MarketRegister {
  /** null = no such enterprise */
  byCreditCode(creditCode: string): Promise<RegisteredEnterprise | null>
}
