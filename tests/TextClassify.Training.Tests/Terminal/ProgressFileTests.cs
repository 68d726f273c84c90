using System.Text.Json;
using TextClassify.Training.Loops;
using TextClassify.Training.Terminal;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Terminal;

public sealed class ProgressFileTests
{
    /// <summary>Steps of 200 ms: those between are told every half second, an evaluation whenever it comes, and the display beside
    /// them.</summary>
    [Fact]
    public void Beside_StepsAndAnEvaluation_WritesLinesThatAProgramCanFollow()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "progress.jsonl");
        var time = new StepTime();
        var file = new ProgressFile(path, time);
        int shown = 0;
        file.Begin();

        var watch = file.Beside(new TrainingWatch<string> { OnProgress = _ => shown++, OnLine = (_, _) => shown++ });
        for (int step = 1; step <= 5; step++)
        {
            time.Milliseconds += 200;
            watch.OnProgress!(new(1, 2, step * 10, 100, 0.5, 2_500, TimeSpan.FromSeconds(10 - step)));
        }

        watch.OnLine!("epoch 1", new(1, 2, 50, 100, 0.5, 2_500, TimeSpan.FromSeconds(5)) { Accuracy = 0.75 });

        JsonElement[] lines = [.. File.ReadAllLines(path).Select(line => JsonElement.Parse(line))];
        Assert.Equal([0.1, 0.4, 0.5], lines.Select(line => line.GetProperty("share").GetDouble()));
        Assert.Equal([9, 6, 5], lines.Select(line => line.GetProperty("secondsLeft").GetDouble()));
        Assert.Equal(0.75, lines[^1].GetProperty("accuracy").GetDouble());
        Assert.False(lines[0].TryGetProperty("accuracy", out _));
        Assert.Equal(6, shown);
    }

    [Fact]
    public void Tell_NoFile_WritesNothing()
    {
        var watch = new TrainingWatch<string>();

        ProgressFile.None.Begin();
        ProgressFile.None.Tell(ProgressLine.Reading);

        Assert.Same(watch, ProgressFile.None.Beside(watch));
    }

    private sealed class StepTime : TimeProvider
    {
        public int Milliseconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Milliseconds;
    }
}
