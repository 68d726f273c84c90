namespace TextClassify.Training.Nets;

/// <summary>Shares of values set to zero in training: of x, of f and b, of S.</summary>
internal readonly record struct DropoutRates(double Embedding, double State, double Output);
