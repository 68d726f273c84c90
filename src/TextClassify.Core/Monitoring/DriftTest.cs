namespace TextClassify.Monitoring;

/// <summary>Whether two windows differ.</summary>
/// <param name="Effect">Total variation between the two histograms, 0 to 1: half the sum of the differences of shares.</param>
/// <param name="PValue">Null where there are too few groups to shuffle.</param>
/// <param name="Reference">What the reference counted.</param>
/// <param name="Window">What the window counted.</param>
/// <param name="Groups">Groups that were shuffled.</param>
public sealed record DriftTest(double Effect, double? PValue, long Reference, long Window, int Groups);
