namespace TextClassify.Explain;

/// <summary>When the deadline may end a run of rows or points.</summary>
internal enum RunStop
{
    /// <summary>All are run whatever the clock says; an answer needs them.</summary>
    Never,

    /// <summary>Before any block but the first.</summary>
    AfterOneBlock,

    /// <summary>Before any block.</summary>
    AtOnce,
}

internal static class RunStops
{
    /// <summary>Whether a run ends before the block that begins at <paramref name="start"/>.</summary>
    public static bool Before(this RunStop stop, int start, Deadline deadline) =>
        (stop is RunStop.AtOnce || (stop is RunStop.AfterOneBlock && start > 0)) && deadline.Passed;
}
