using CsCheck;
using TextClassify.Api.Trainings;
using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Trainings;

public sealed class TrainingRunTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private static readonly string[] Order = [TrainingStates.Queued, TrainingStates.Running];

    /// <summary>Whatever is done to it in whatever order: it goes forward only, and an end is for good.</summary>
    [Fact]
    public void Run_AnyOrderOfEvents_GoesForwardAndEndsOnce() => Gen.Int[0, 3].Array[0, 12].Sample(events =>
    {
        using var run = New();
        int ends = 0;
        foreach (int what in events)
        {
            string before = run.State;
            bool changed = what switch
            {
                0 => run.TryStart(Now),
                1 => run.Cancel(Now, "It was cancelled."),
                2 => run.TryEnd(TrainingStates.Succeeded, Now, "unused", null),
                _ => run.TryEnd(TrainingStates.Failed, Now, "It broke.", null),
            };
            string after = run.State;
            ends += TrainingStates.IsEnd(after) && !TrainingStates.IsEnd(before) ? 1 : 0;

            Assert.Equal(changed, before != after);
            Assert.True(Rank(after) >= Rank(before), $"{before} became {after}.");
            Assert.True(what != 0 || changed == (before == TrainingStates.Queued));
        }

        var description = run.Describe();
        bool ended = TrainingStates.IsEnd(description.State);
        Assert.Equal(ended ? 1 : 0, ends);
        Assert.Equal(ended, description.EndedAt is not null);
        Assert.Equal(description.State is TrainingStates.Failed or TrainingStates.Cancelled, description.Error is not null);
    });

    [Fact]
    public void Apply_LinesOneByOne_KeepsWhatTheyDoNotSay()
    {
        using var run = New();
        run.TryStart(Now);

        run.Apply(new TrainingLine { Stage = "training", Rows = 90, BaselineAccuracy = 0.8 });
        run.Apply(new TrainingLine { Epoch = 1, Epochs = 4, Share = 0.1, SecondsLeft = 12 });
        run.Apply(new TrainingLine { Accuracy = 0.7 });

        var description = run.Describe();
        Assert.Equal(("training", 90, 0.8, 0.7), (description.Stage, description.Rows, description.BaselineAccuracy, description.Accuracy));
        Assert.Equal(new TrainingProgress(1, 4, 0.1, 12), description.Progress);
    }

    /// <summary>Paths of the service are nobody's business, and a log is for a page.</summary>
    [Fact]
    public void Write_ManyLongLines_KeepsTheLastCutAndWithoutTheFolder()
    {
        using var run = New();
        for (int i = 0; i < 50; i++)
        {
            run.Write($"{i} in {Path.Combine(run.Folder.Path, "rows.csv")} {new string('x', 500)}");
        }

        var log = run.Describe().Log!;
        Assert.Equal(20, log.Count);
        Assert.All(log, line => Assert.Equal(301, line.Length));
        Assert.StartsWith("49 in rows.csv xx", log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineThatIsNotWholeYet_WaitsForItsEnd()
    {
        string path = Path.GetTempFileName();
        try
        {
            var reader = new TrainingProgressReader(path);
            File.WriteAllText(path, "{\"rows\":1}\n{\"rows\"");
            Assert.Equal([1], reader.Read().Select(line => line.Rows));

            File.AppendAllText(path, ":2}\nno json\n{\"more\":[1],\"rows\":3}\n");
            Assert.Equal([2, 3], reader.Read().Select(line => line.Rows));
            Assert.Empty(reader.Read());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Rank(string state) => Array.IndexOf(Order, state) is >= 0 and var rank ? rank : Order.Length;

    private static TrainingRun New() => new(
        new TrainingFolder(Path.Combine(Path.GetTempPath(), "no-such-training")),
        null,
        "",
        new TrainingStatus
        {
            Id = "1",
            Name = "tiny",
            Version = "1",
            State = TrainingStates.Queued,
            Quick = false,
            CreatedAt = Now,
        });
}
