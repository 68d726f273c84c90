namespace TextClassify.Training.LabelErrors;

/// <summary>How much a row's label is to be doubted.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Suggested">The class of the largest probability, which may be the label itself.</param>
/// <param name="LabelScore">Probability of its own label, 0..1: the less, the more doubtful.</param>
/// <param name="SuggestedScore">Probability of <paramref name="Suggested"/>.</param>
/// <param name="IsConfident">
/// The row is as probable in another class as rows that have that label are on average (confident learning).
/// </param>
internal readonly record struct LabelDoubt(int Row, int Suggested, double LabelScore, double SuggestedScore, bool IsConfident);
