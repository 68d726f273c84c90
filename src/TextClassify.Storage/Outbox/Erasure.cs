namespace TextClassify.Storage.Outbox;

/// <summary>Asks that predictions be taken away: those that were recorded until then.</summary>
/// <param name="Kind">By what they are known.</param>
/// <param name="Value">The caller's name, or the whole text.</param>
/// <param name="At">Microseconds since 1970.</param>
public sealed record Erasure(ErasureKind Kind, string Value, long At);

/// <summary>By what predictions are known that are to go.</summary>
public enum ErasureKind
{
    Caller,
    Text,
}
