namespace TextClassify.Inference.Sharing;

/// <summary>What waits in a line for a slot. Asked while the line's lock is held, so it takes no slot itself.</summary>
internal interface ITurn
{
    /// <summary>Who of it is due; null when nothing of it waits.</summary>
    /// <param name="brief">Only of requests that are <see cref="FairShares.IsBrief"/>.</param>
    RequestShare? Due(bool brief);
}

/// <summary>One run of one request, of so many tokens.</summary>
internal sealed class OwnTurn(RequestShare share, long tokens) : ITurn
{
    public RequestShare? Due(bool brief) => !brief || share.Home.IsBrief(share, tokens) ? share : null;
}
