namespace TextClassify.Explain.Quality;

/// <summary>What a metric of explanations is.</summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One or two sentences for the reader of its value.</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="Removes">True when it takes tokens away, so that its value holds for one <see cref="RemovalRule"/>.</param>
public sealed record QualityMetricInfo(string Name, string Description, bool HigherIsBetter, bool Removes);
