using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Pretraining;

/// <summary>
/// What classifiers start from, as <c>models/base</c> keeps it:
/// <code>
/// base.json    what made it
/// words.txt    the words, the most frequent first
/// vectors.i8   [V,D], a signed byte a number
/// scales.f32   [V], little-endian: what a row's bytes are multiplied by
/// body.bin     WeightFile: the net without its table and output layers
/// card.md
/// </code>
/// </summary>
internal sealed record BaseFolder(string Path)
{
    public const string DescriptionFile = "base.json";
    public const string CardFile = "card.md";

    private const string WordsFile = "words.txt";
    private const string VectorsFile = "vectors.i8";
    private const string ScalesFile = "scales.f32";
    private const string BodyFile = "body.bin";

    // The output layers are of the teacher's vectors and of the finer labels.
    private static readonly string[] Thrown = ["embedding.", "output.", "finer."];

    /// <summary>The base that ships, at or above the current folder; null where there is none.</summary>
    public static BaseFolder? Shipped(string start)
    {
        string path = System.IO.Path.Combine(DataFolder.SolutionFolder(start) ?? start, "models", "base");
        return File.Exists(System.IO.Path.Combine(path, DescriptionFile)) ? new(path) : null;
    }

    public void Write(BaseOptions options, BaseReport report, Vocabulary vocabulary, WeightTable weights)
    {
        Directory.CreateDirectory(Path);
        var table = weights["embedding.weight"];
        int width = table.Shape[1], first = Vocabulary.UnknownId + 1;
        sbyte[] bytes = new sbyte[(vocabulary.Count - first) * width];
        float[] scales = new float[vocabulary.Count - first];
        for (int row = 0; row < scales.Length; row++)
        {
            var values = table.Values.AsSpan((row + first) * width, width);
            float scale = scales[row] = Math.Max(TensorPrimitives.MaxMagnitude<float>(values), -TensorPrimitives.Min<float>(values)) / 127;
            for (int i = 0; i < width; i++)
            {
                bytes[(row * width) + i] = scale == 0 ? (sbyte)0 : (sbyte)Math.Round(values[i] / scale);
            }
        }

        File.WriteAllLines(At(WordsFile), Enumerable.Range(first, scales.Length).Select(id => vocabulary[id]));
        File.WriteAllBytes(At(VectorsFile), MemoryMarshal.AsBytes<sbyte>(bytes).ToArray());
        File.WriteAllBytes(At(ScalesFile), MemoryMarshal.AsBytes<float>(scales).ToArray());
        var body = new WeightTable(weights.All.Where(weight => !Thrown.Any(weight.Name.StartsWith)));
        AtomicFile.Write(At(BodyFile), stream => WeightFile.Write(body, stream));
        var description = new BaseDescription(options.Recipe.Net, options.RecipeName, options.Seed, options.Commit, report.Cosine);
        AtomicFile.Write(At(DescriptionFile), stream => JsonSerializer.Serialize(stream, description, StrictJson.Options));
    }

    /// <exception cref="DataException">A file is missing or malformed.</exception>
    public Base Read()
    {
        try
        {
            using var description = File.OpenRead(At(DescriptionFile));
            var what = JsonSerializer.Deserialize<BaseDescription>(description, StrictJson.Options)
                ?? throw new InvalidDataException($"{DescriptionFile} holds null.");
            string[] words = File.ReadAllLines(At(WordsFile));
            byte[] bytes = File.ReadAllBytes(At(VectorsFile));
            var scales = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(At(ScalesFile)));
            int width = what.Net.EmbeddingWidth;
            if (scales.Length != words.Length || bytes.Length != words.Length * width)
            {
                throw new InvalidDataException(
                    $"{words.Length} words have {scales.Length} scales and {bytes.Length} bytes of {width} a word.");
            }

            float[] values = new float[bytes.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (sbyte)bytes[i] * scales[i / width];
            }

            using var body = File.OpenRead(At(BodyFile));
            return new(what, new WordVectors(words, width, values), WeightFile.Read(body));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            throw new DataException($"The base in {Path} can't be used: {exception.Message}", exception);
        }
    }

    private string At(string file) => System.IO.Path.Combine(Path, file);
}
