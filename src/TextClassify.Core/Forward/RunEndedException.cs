namespace TextClassify.Forward;

/// <summary>Why a run was ended from outside.</summary>
public enum RunEnd
{
    /// <summary>It took longer than a run may.</summary>
    Time,

    /// <summary>The time for loading its model was up.</summary>
    Scope,

    /// <summary>The service stops.</summary>
    Stop,
}

/// <summary>A run that was ended before it gave anything.</summary>
public sealed class RunEndedException(RunEnd end, Exception? inner = null) : Exception("The run was ended.", inner)
{
    public RunEnd End { get; } = end;
}
