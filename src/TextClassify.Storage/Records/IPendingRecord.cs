namespace TextClassify.Storage.Records;

/// <summary>An answer on its way to the store. What it takes to keep it is computed on the store's thread, behind the answer.</summary>
public interface IPendingRecord
{
    /// <summary>Texts in it.</summary>
    int Rows { get; }

    /// <summary>Memory it holds while it waits, about.</summary>
    int Bytes { get; }

    /// <param name="key">For hashes of texts.</param>
    StoredRequest Complete(ReadOnlySpan<byte> key);
}
