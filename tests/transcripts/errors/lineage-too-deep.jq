# 65 ledgers, one a line, each built on the next.
range(10; 75) as $number | {
  flopledger: 1,
  model: {name: "Generation \($number)"},
  built_on: [
    {
      name: "B", relation: "merged", provider: "own",
      ledger: "\($number + 1).yaml"
    }
  ],
  activities: [
    {name: "a", kind: "pre-training", reported: {flop: 1, source: "paper"}}
  ]
}
