using System.Text.Json;
using System.Text.Json.Serialization;
using TextClassify.Training.Loops;

namespace TextClassify.Training.Terminal;

/// <summary>Where a run stands, for the program that started it: a file of JSON lines that grows.</summary>
/// <param name="path">Begun anew; null writes nothing.</param>
/// <param name="time">Spaces the lines between evaluations.</param>
internal sealed class ProgressFile(string? path, TimeProvider time)
{
    /// <summary>Where no program asked.</summary>
    public static readonly ProgressFile None = new(null, TimeProvider.System);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private long? _told;

    /// <exception cref="IOException">The file can't be written.</exception>
    public void Begin()
    {
        if (path is not null)
        {
            File.WriteAllText(path, "");
        }
    }

    public void Tell(ProgressLine line)
    {
        if (path is not null)
        {
            File.AppendAllText(path, JsonSerializer.Serialize(line, Json) + "\n");
        }
    }

    public void Tell(string stage) => Tell(new ProgressLine { Stage = stage });

    /// <summary>Tells of the steps too, every half second, and of every evaluation.</summary>
    public TrainingWatch<string> Beside(TrainingWatch<string> watch) => path is null ? watch : watch with
    {
        OnProgress = progress =>
        {
            watch.OnProgress?.Invoke(progress);
            if (_told is not { } told || time.GetElapsedTime(told) >= Interval)
            {
                Tell(progress);
            }
        },
        OnLine = (line, progress) =>
        {
            watch.OnLine?.Invoke(line, progress);
            Tell(progress);
        },
    };

    private void Tell(TrainingProgress progress)
    {
        _told = time.GetTimestamp();
        Tell(new ProgressLine
        {
            Epoch = progress.Epoch,
            Epochs = progress.Epochs,
            Share = Math.Round((double)progress.TokensDone / progress.TokensTotal, 4),
            SecondsLeft = Math.Round(progress.Remaining.TotalSeconds, 1),
            Accuracy = progress.Accuracy,
        });
    }
}
