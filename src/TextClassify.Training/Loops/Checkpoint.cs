using System.Text;
using System.Text.Json;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Loops;

/// <summary>
/// What a killed run resumes from: one file, replaced whole. Random numbers need no place in it, because every epoch draws from
/// generators seeded by the run's seed and the epoch's number.
/// </summary>
/// <param name="State">Counters and the best result.</param>
/// <param name="Arrays">Weights, optimizer state, moving average and best weights by name.</param>
internal sealed record Checkpoint(TrainingState State, WeightTable Arrays)
{
    private const string FileName = "state.bin";

    public static void Write(string folder, TrainingState state, IEnumerable<Weight> arrays)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
        {
            using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(JsonSerializer.Serialize(state));
            }

            WeightFile.Write(new WeightTable(arrays), stream);
        });
    }

    /// <summary>The checkpoint of a folder, or null without one.</summary>
    /// <exception cref="DataException">It is damaged, or of a run with other data or options.</exception>
    public static Checkpoint? Read(string folder, string fingerprint)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            var state = JsonSerializer.Deserialize<TrainingState>(reader.ReadString())!;

            return state.Fingerprint == fingerprint
                ? new(state, WeightFile.Read(stream))
                : throw new DataException($"{path} is of a run with other data, options, seed or threads; delete it or choose another --out.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException)
        {
            throw new DataException($"{path} can't be resumed from: {exception.Message}", exception);
        }
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
