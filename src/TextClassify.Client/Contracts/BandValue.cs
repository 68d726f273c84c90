namespace TextClassify.Client.Contracts;

/// <summary>An estimate with the ends of its 95 % interval.</summary>
public sealed record BandValue(double Value, double Lower, double Upper);
