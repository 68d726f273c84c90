namespace TextClassify.Explain.Counterfactuals;

/// <summary>What is done to each token of a text. Immutable; equal when the same is done.</summary>
internal readonly struct EditSet : IEquatable<EditSet>
{
    public const int Kept = -1;
    public const int Deleted = -2;

    // An id of the vocabulary, Kept or Deleted, for each token.
    private readonly int[] _byToken;

    private EditSet(int[] byToken, int count)
    {
        _byToken = byToken;
        Count = count;
    }

    /// <summary>Tokens that are not kept.</summary>
    public int Count { get; }

    public int Tokens => _byToken.Length;

    /// <summary>The word in the token's place, or <see cref="Kept"/> or <see cref="Deleted"/>.</summary>
    public int this[int token] => _byToken[token];

    public static EditSet None(int tokens)
    {
        int[] byToken = new int[tokens];
        Array.Fill(byToken, Kept);
        return new EditSet(byToken, 0);
    }

    public EditSet With(int token, int edit)
    {
        int[] byToken = [.. _byToken];
        byToken[token] = edit;
        int before = _byToken[token] == Kept ? 0 : 1;
        return new EditSet(byToken, Count - before + (edit == Kept ? 0 : 1));
    }

    /// <summary>The ids that should be read from the edited text.</summary>
    public int[] Apply(ReadOnlySpan<int> ids)
    {
        var edited = new List<int>(ids.Length);
        for (int token = 0; token < ids.Length; token++)
        {
            int edit = _byToken[token];
            if (edit != Deleted)
            {
                edited.Add(edit == Kept ? ids[token] : edit);
            }
        }

        return [.. edited];
    }

    public bool Equals(EditSet other) => _byToken.AsSpan().SequenceEqual(other._byToken);

    public override bool Equals(object? obj) => obj is EditSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int edit in _byToken)
        {
            hash.Add(edit);
        }

        return hash.ToHashCode();
    }
}
