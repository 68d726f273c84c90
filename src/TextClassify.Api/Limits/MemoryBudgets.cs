namespace TextClassify.Api.Limits;

/// <summary>
/// The memory that requests may hold together, bodies and answers apart: limits of one request bound no number of them. A request that
/// finds no room is told to come back, and what it holds is given back with its end, whatever its end is.
/// </summary>
internal sealed class MemoryBudgets
{
    private const int RetryAfterSeconds = 1;

    // Read, a body lies in the server's buffers, in a copy of one piece and in strings of twice its bytes for a moment: a sixteenth is a
    // quarter then.
    private const int BodyShare = 16;
    private const int AnswerShare = 4;

    public MemoryBudgets(IOptions<LimitsOptions> options)
        : this(options.Value, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
    {
    }

    /// <param name="limits">Whose 0 is a share of the memory.</param>
    /// <param name="memory">Bytes the process may use: the heap's hard limit, the container's or the machine's.</param>
    internal MemoryBudgets(LimitsOptions limits, long memory)
    {
        long largest = ByteBudget.LimitWith(Math.Max(limits.MaxBodyBytes, limits.StreamBodyBytes));
        Bodies = Of(limits.MaxBodyBytesInFlight, memory / BodyShare, largest);
        Answers = Of(limits.MaxAnswerBytesInFlight, memory / AnswerShare, limits.MaxAnswerBytes);
    }

    /// <summary>Bytes of bodies, from when they come in to the end of their requests.</summary>
    public ByteBudget Bodies { get; }

    /// <summary>What answers are estimated to take while they are made and written.</summary>
    public ByteBudget Answers { get; }

    /// <summary>
    /// Holds bytes of a budget until the request ends; a problem when there is no room. What takes more than all runs with small ones
    /// alone.
    /// </summary>
    public static Problem? Hold(HttpContext http, ByteBudget budget, long bytes)
    {
        var lease = budget.Open();
        if (!lease.TryGrow(Math.Min(bytes, budget.LimitFor(bytes))))
        {
            return NoRoom(budget);
        }

        http.Response.RegisterForDispose(lease);
        return null;
    }

    public static Problem NoRoom(ByteBudget budget) => new(
        ProblemTypes.MemoryFull,
        $"The requests under way hold as much as they may together: {budget.Limit} bytes, a quarter of it kept for those of up to "
        + $"{ByteBudget.SmallBytes}. Try again in {RetryAfterSeconds} s.")
    {
        Limit = budget.Limit,
        RetryAfterSeconds = RetryAfterSeconds,
    };

    /// <summary>What one request may ask for must have room when nothing else is there.</summary>
    private static ByteBudget Of(long configured, long share, long ofOneRequest) =>
        new(Math.Max(configured > 0 ? configured : share, ofOneRequest));
}
