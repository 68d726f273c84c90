namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>One writing of a pair.</summary>
/// <param name="Source">Molecules with a dot between them.</param>
/// <param name="Target">As written.</param>
/// <param name="Similarity">Of both texts, 0 to 1.</param>
internal readonly record struct AugmentedPair(string Source, string Target, double Similarity);
