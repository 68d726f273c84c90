using TextClassify.Inference.Sharing;

namespace TextClassify.Inference.Slots;

/// <summary>One lane of <see cref="RunSlots"/>: its free slots and who waits for one. Guarded by that one's lock.</summary>
/// <param name="lane">Which.</param>
/// <param name="slots">Runs at the same time, brief ones left out.</param>
/// <param name="briefSlots">Further ones of brief requests.</param>
internal sealed class SlotLine(ForwardLane lane, int slots, int briefSlots)
{
    public FairShares Shares { get; } = new(lane);

    public int Free { get; set; } = slots;

    public int BriefFree { get; set; } = briefSlots;

    public LinkedList<SlotWaiter> Waiting { get; } = [];

    /// <summary>Whoever gets a slot that is left; null frees it.</summary>
    public SlotWaiter? Leave(bool brief)
    {
        if (Next(brief) is { } next)
        {
            return next;
        }

        (Free, BriefFree) = brief ? (Free, BriefFree + 1) : (Free + 1, BriefFree);
        return null;
    }

    /// <summary>
    /// Takes out whoever is due, the first come of equals. A turn that nothing waits behind any more gets an ordinary slot last, to end.
    /// </summary>
    public SlotWaiter? Next(bool brief)
    {
        SlotWaiter? next = null, idle = null;
        RequestShare? least = null;
        foreach (var waiter in Waiting)
        {
            if (waiter.Turn.Due(brief) is not { } due)
            {
                idle ??= waiter;
            }
            else if (least is null || Shares.IsBefore(due, least))
            {
                (next, least) = (waiter, due);
            }
        }

        next ??= brief ? null : idle;
        if (next is not null)
        {
            Waiting.Remove(next.Node);
        }

        return next;
    }
}
