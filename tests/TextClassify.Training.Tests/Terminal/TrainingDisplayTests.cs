using Spectre.Console;
using TextClassify.Training.Loops;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Tests.Terminal;

public sealed class TrainingDisplayTests
{
    /// <summary>Steps of 4 s in one long epoch, no evaluation among them, and no terminal to draw a bar on.</summary>
    [Fact]
    public void Run_NoTerminal_SaysALineEveryTenSecondsWithTheTimeLeft()
    {
        using var writer = new StringWriter();
        var time = new StepTime();

        TrainingDisplay.Run(Console(writer), time, showsProgress: true, watch =>
        {
            for (int step = 1; step <= 6; step++)
            {
                time.Seconds += 4;
                watch.OnProgress!(new(1, 2, step * 10, 200, 0.5, 2_500, new TimeSpan(1, 23, 45)));
            }

            return 0;
        });

        Assert.Equal(
            ["  15 %: epoch 1/2, loss 0.500, 2.5k tokens/s, 01:23:45 left", "  30 %: epoch 1/2, loss 0.500, 2.5k tokens/s, 01:23:45 left"],
            writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Run_LineOfAnEvaluation_CountsAsALine()
    {
        using var writer = new StringWriter();
        var time = new StepTime();
        var progress = new TrainingProgress(1, 2, 10, 200, 0.5, 2_500, TimeSpan.Zero);

        TrainingDisplay.Run(Console(writer), time, showsProgress: true, watch =>
        {
            time.Seconds = 9;
            watch.OnLine!("epoch 1", progress);
            time.Seconds = 18;
            watch.OnProgress!(progress);
            return 0;
        });

        Assert.Equal(["epoch 1"], writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IAnsiConsole Console(TextWriter writer) => AnsiConsole.Create(
        new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });

    private sealed class StepTime : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
