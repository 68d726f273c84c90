using TextClassify.Inference.Nodes;

namespace TextClassify.Api.Classify;

/// <summary>Who answered for the sources of a case elsewhere.</summary>
/// <param name="Reading">What nodes were asked; null where none was.</param>
/// <param name="IsOwn">Whether none answered and this process read the texts that are here.</param>
internal readonly record struct CaseNodesAnswer(NodeReading? Reading = null, bool IsOwn = false)
{
    /// <summary>What went over the wire; null where nodes did not answer.</summary>
    public NodeTraffic? Traffic => IsOwn ? null : Reading?.Traffic;

    /// <summary>How the node of a source stands; null where none was asked, or its text was read here.</summary>
    public NodeSeat? SeatOf(ReadSource source)
    {
        foreach (var seat in Reading?.Seats ?? [])
        {
            if (seat.Source.Role == source.Role)
            {
                return IsOwn && source.Reference is null ? null : seat;
            }
        }

        return null;
    }

    /// <summary>A result with the tokens that only nodes have read.</summary>
    public ClassifyResult Counted(ClassifyResult result, CaseInput one)
    {
        if (Reading is null || one.Elsewhere == 0)
        {
            return result;
        }

        var (total, isCut) = (result.TokenCount ?? 0, result.Truncated ?? false);
        int read = one.Sources.Sum(static source => source.Text.Length);
        float unknown = (result.UnknownShare ?? 0) * read;
        foreach (var source in one.Sources)
        {
            if (source.Reference is not null && SeatOf(source) is { Fault: null } seat)
            {
                (total, isCut, read) = (total + seat.TotalTokens, isCut || seat.TotalTokens > seat.Length, read + seat.Length);
                unknown += seat.Unknown;
            }
        }

        return result with { TokenCount = total, Truncated = isCut, UnknownShare = MathF.Round(unknown / Math.Max(1, read), 3) };
    }
}
