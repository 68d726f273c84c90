namespace TextClassify.Communication;

/// <summary>
/// Ids that say which source of a case they are of. A method that takes tokens out of such a row, or puts others in their place, asks about
/// the same case without knowing of sources: an id without a mark is of the source of the one before it.
/// </summary>
public static class CaseMarks
{
    // Vocabularies are smaller by far.
    private const int Shift = 24;
    private const int IdMask = (1 << Shift) - 1;

    /// <summary>The sources' texts as one, with marked ids.</summary>
    public static EncodedText Mark(EncodedText text, IReadOnlyList<CasePart> parts)
    {
        int[] ids = text.Ids.ToArray();
        foreach (var part in parts)
        {
            foreach (ref int id in ids.AsSpan(part.Tokens.Start, part.Tokens.Length))
            {
                id |= (part.Role + 1) << Shift;
            }
        }

        return text with { Ids = ids };
    }

    /// <summary>The sources of a row in their order, plain ids; a row without a mark is of one source.</summary>
    /// <param name="marked">At least one id.</param>
    /// <param name="role">Of a row without a mark.</param>
    public static SourceRow[] Read(ReadOnlySpan<int> marked, int role)
    {
        int first = marked.IndexOfAnyExceptInRange(0, IdMask);
        int current = first < 0 ? role : RoleOf(marked[first]);
        var sources = new List<SourceRow>();
        var ids = new List<int>(marked.Length);
        foreach (int id in marked)
        {
            if (id > IdMask && RoleOf(id) != current)
            {
                Close();
                current = RoleOf(id);
            }

            ids.Add(id & IdMask);
        }

        Close();
        return [.. sources];

        void Close()
        {
            if (ids.Count > 0)
            {
                sources.Add(new SourceRow(current, ids.ToArray()));
                ids.Clear();
            }
        }
    }

    private static int RoleOf(int id) => (id >> Shift) - 1;
}

/// <summary>A source of a case.</summary>
/// <param name="Role">Its place in the manifest.</param>
/// <param name="Tokens">Where its tokens stand among the case's.</param>
public readonly record struct CasePart(int Role, TokenRange Tokens);
