namespace TextClassify.Training.Tests.Loops;

/// <summary>A clock that a test sets; a timestamp is a second.</summary>
internal sealed class HandTime : TimeProvider
{
    public int Seconds { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Seconds;
}
