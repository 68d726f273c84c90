const general = ['The film is not bad at all, but the ending was a dreadful mess.'];

const byModel: Readonly<Record<string, readonly string[]>> = {
  sentiment: [
    'The film is not bad at all, but the ending was a dreadful mess.',
    'A slow start, wooden acting and a silly plot, and yet I was moved to tears and would gladly see it again.',
    'Funny, warm and beautifully shot; the only thing it lacks is a reason to exist.',
  ],
  question: [
    'What is the name of the river that flows through the capital of Austria?',
    'Who was the first woman to fly alone across the Atlantic, and how long did it take her?',
    'How do you measure the height of a mountain?',
  ],
  language: [
    'The film was so bad that I fell asleep before the end.',
    'Teh flim wsa os bda taht I flel asleep.',
    'Der Film war so schlecht, dass ich eingeschlafen bin. 映画',
  ],
  topic: [
    'The bank raised its forecast after record sales of phones, while the striker scored twice to win the cup for the home side.',
    'Engineers landed a probe on the comet on Tuesday and received the first pictures of its surface.',
    'Shares fell in Tokyo as oil prices rose and talks on a peace treaty stalled.',
  ],
  'reaction-class': [
    'CC(=O)Cl.Nc1ccc(O)cc1>>CC(=O)Nc1ccc(O)cc1',
    'OB(O)c1ccccc1.Brc1ccncc1>>c1ccc(-c2ccncc2)cc1',
    'CC(C)(C)OC(=O)N[C@@H](C)C(=O)OC>>COC(=O)[C@H](C)N',
  ],
  aspect: [
    'The screen is bright, but the battery dies after two hours.',
    'Friendly waiters and fresh pasta; we waited an hour for the bill, though.',
    'Great keyboard. The fan is so loud that I returned the laptop.',
  ],
};

/** Texts to begin with, for the models that ship with the service. */
export function examplesOf(model: string): readonly string[] {
  return byModel[model] ?? general;
}
