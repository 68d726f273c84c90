namespace TextClassify.Training.Loops;

/// <summary>By when a run is to be done, from the command to the package.</summary>
/// <param name="time">Gives the timestamps.</param>
/// <param name="whole">What it may take, from now on.</param>
internal sealed class RunLimit(TimeProvider time, TimeSpan whole)
{
    // Set aside at the least.
    private static readonly TimeSpan Packaging = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Maps = TimeSpan.FromSeconds(6);

    // Of what passed before the first step, which tells how busy the machine is: with fifteen programs for each core a package of 3,000
    // tweets took 16 s after 48 s.
    private const double PackagingShare = 0.35;

    private readonly long _began = time.GetTimestamp();
    private TimeSpan _packaging = Packaging;

    /// <summary>What is left of it; negative when it is over.</summary>
    public TimeSpan Left => whole - time.GetElapsedTime(_began);

    public TimeSpan Whole => whole;

    /// <summary>A package is written after the training.</summary>
    public bool Packages { get; init; }

    /// <summary>It gets maps.</summary>
    public bool TakesMaps { get; init; }

    /// <summary>What the baseline took, when it is done: the search for wrong labels takes about as long.</summary>
    public TimeSpan Baseline { get; set; }

    /// <summary>Whether there is time for maps, when the package stands.</summary>
    public bool AllowsMaps => Left >= Maps;

    /// <summary>Whether there is time to look for wrong labels, and for what follows.</summary>
    public bool AllowsSearch => Left >= Baseline + AfterSearch;

    /// <summary>
    /// When the steps must end, as a timestamp: what follows has its time, but a third of what is left is for the steps in any case.
    /// </summary>
    public long BeginSteps()
    {
        var prepared = time.GetElapsedTime(_began) * PackagingShare;
        _packaging = prepared > Packaging ? prepared : Packaging;
        var steps = Left - Baseline - AfterSearch;
        var least = Left / 3;
        double seconds = Math.Max(0, (steps > least ? steps : least).TotalSeconds);
        return time.GetTimestamp() + (long)(seconds * time.TimestampFrequency);
    }

    private TimeSpan AfterSearch => (Packages ? _packaging : TimeSpan.Zero) + (Packages && TakesMaps ? Maps : TimeSpan.Zero);
}
