using System.Text.Json;
using System.Text.Json.Serialization;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Loops;

/// <summary>
/// What one training run leaves behind, and all that <c>export</c>, <c>package</c> and <c>evaluate</c> need of it:
/// <code>
/// options.json   RunOptions: the recipe as run (Recipe.Net is the CrnnOptions of the weights), labels in the order of the logits, seed, commit
/// weights.bin    WeightFile: every weight by its name in WeightTable; the embedding table is already rounded to half precision
/// vocab.txt      Vocabulary.Write: row i of the embedding table is the word on line i + 1
/// dev.json       DevReport: development metrics, true labels and logits of exactly these weights
/// train.jsonl    one JSON object a line: every evaluation and epoch of the run
/// checkpoint/    what a killed run resumes from; deleted when the run is done
/// </code>
/// <c>weights.bin</c>, <c>dev.json</c> and <c>vocab.txt</c> exist when the run is done (<see cref="IsDone"/>). Reading needs no Torch.
/// </summary>
/// <param name="Path">The folder; need not exist yet.</param>
internal sealed record RunFolder(string Path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Indented = new(Json) { WriteIndented = true };

    public string OptionsFile => At("options.json");

    public string WeightsFile => At("weights.bin");

    public string VocabularyFile => At("vocab.txt");

    public string DevFile => At("dev.json");

    public string LogFile => At("train.jsonl");

    public string CheckpointFolder => At("checkpoint");

    /// <summary>The run came to its end. <c>dev.json</c> is written last.</summary>
    public bool IsDone => File.Exists(DevFile);

    /// <exception cref="DataException">The folder is no finished run; the message names what is missing or wrong.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);

        return folder.IsDone
            ? folder
            : throw new DataException(Directory.Exists(path)
                ? $"The run in {path} is not finished (it has no dev.json); run train again to resume it."
                : $"There is no run folder {path}.");
    }

    /// <exception cref="DataException">Missing or malformed.</exception>
    public RunOptions ReadOptions() => ReadJson<RunOptions>(OptionsFile);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public DevReport ReadDev() => ReadJson<DevReport>(DevFile);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public WeightTable ReadWeights() => Read(WeightsFile, WeightFile.Read);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public Vocabulary ReadVocabulary() => Read(VocabularyFile, Vocabulary.Read);

    public void Write(RunOptions options) => AtomicFile.Write(OptionsFile, stream => JsonSerializer.Serialize(stream, options, Indented));

    public void Write(DevReport report) => AtomicFile.Write(DevFile, stream => JsonSerializer.Serialize(stream, report, Json));

    public void Write(WeightTable weights) => AtomicFile.Write(WeightsFile, stream => WeightFile.Write(weights, stream));

    public void Write(Vocabulary vocabulary) => AtomicFile.Write(VocabularyFile, vocabulary.Write);

    private static T ReadJson<T>(string path) =>
        Read(path, stream => JsonSerializer.Deserialize<T>(stream, Json) ?? throw new DataException($"{path} holds null."));

    private static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var stream = File.OpenRead(path);

            return read(stream);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be used: {exception.Message}", exception);
        }
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
