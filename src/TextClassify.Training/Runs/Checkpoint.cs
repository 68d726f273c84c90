using System.Text;
using System.Text.Json;

namespace TextClassify.Training.Runs;

/// <summary>
/// What a killed run resumes from: one file, replaced whole. Random numbers need no place in it, because every turn draws from generators
/// seeded by the run's seed and the turn's number.
/// </summary>
/// <param name="State">Counters and the best result.</param>
/// <param name="Arrays">Weights, optimizer state, moving average, best weights and what is carried from step to step, by name.</param>
internal sealed record Checkpoint(TrainingState State, WeightTable Arrays)
{
    public void Write(Stream stream)
    {
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(JsonSerializer.Serialize(State));
        }

        WeightFile.Write(Arrays, stream);
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="JsonException">It is no checkpoint.</exception>
    public static Checkpoint Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        return new(JsonSerializer.Deserialize<TrainingState>(reader.ReadString())!, WeightFile.Read(stream));
    }
}
