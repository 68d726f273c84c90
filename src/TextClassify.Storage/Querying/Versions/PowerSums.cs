namespace TextClassify.Storage.Querying.Versions;

/// <param name="Sum">Of numbers.</param>
/// <param name="Squares">Of them.</param>
public readonly record struct PowerSums(double Sum, double Squares);
