using System.Security.Cryptography;
using System.Text.Json;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Aspect;

/// <summary>
/// The folder of an aspect model's training:
/// <code>
/// options.json   AspectOptions: the recipe as run, vectors, seed, threads, commit
/// vocab.txt      Vocabulary: row i of the embedding table is the word on line i + 1
/// weights.bin    WeightFile, when the run is done; the embedding table is already rounded to half precision
/// dev.json       AspectReport, written last
/// train.jsonl    one AspectLine an epoch
/// checkpoint/    what a killed run resumes from
/// </code>
/// </summary>
internal sealed record AspectRun(string Path)
{
    public bool IsDone => File.Exists(At("dev.json"));

    public string CheckpointFolder => At("checkpoint");

    /// <exception cref="DataException">No finished run.</exception>
    public static AspectRun Open(string path)
    {
        var run = new AspectRun(path);
        return run.IsDone ? run : throw new DataException($"There is no finished run of an aspect model in {path}.");
    }

    public AspectOptions ReadOptions() => Read("options.json", Json<AspectOptions>);

    public AspectReport ReadReport() => Read("dev.json", Json<AspectReport>);

    public Vocabulary ReadVocabulary() => Read("vocab.txt", Vocabulary.Read);

    public WeightTable ReadWeights() => Read("weights.bin", WeightFile.Read);

    /// <summary>The run's epochs so far.</summary>
    public IReadOnlyList<AspectLine> ReadLines() => Lines.Read();

    public void Write(AspectOptions options, Vocabulary vocabulary)
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Write(At("options.json"), stream => JsonSerializer.Serialize(stream, options, LanguageRecipeFile.Json));
        AtomicFile.Write(At("vocab.txt"), vocabulary.Write);
    }

    public void Finish(WeightTable weights, AspectReport report)
    {
        AtomicFile.Write(At("weights.bin"), stream => WeightFile.Write(weights, stream));
        AtomicFile.Write(At("dev.json"), stream => JsonSerializer.Serialize(stream, report, LanguageRecipeFile.Json));
        Checkpoint.Delete(CheckpointFolder);
    }

    public void Append(AspectLine line) => Lines.Append(line);

    /// <summary>Epochs that are about to be trained again lose their lines.</summary>
    public void KeepLines(int epoch) => Lines.Keep(line => line.Epoch <= epoch);

    private static T Json<T>(Stream stream) => JsonSerializer.Deserialize<T>(stream, LanguageRecipeFile.Json)!;

    private T Read<T>(string name, Func<Stream, T> read)
    {
        try
        {
            using var stream = File.OpenRead(At(name));
            return read(stream);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException)
        {
            throw new DataException($"{At(name)} can't be used: {exception.Message}", exception);
        }
    }

    private LineFile<AspectLine> Lines => new(At("train.jsonl"));

    private string At(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>All that made the run.</summary>
/// <param name="Recipe">As run.</param>
/// <param name="RecipeName">Its file.</param>
/// <param name="Vectors">File name of the word vectors the table started from; none when absent.</param>
/// <param name="Seed">Of weights, order and dropout.</param>
/// <param name="Threads">The same seed gives the same bits only with the same number.</param>
/// <param name="TrainTexts">Texts that were fit.</param>
/// <param name="TrainAspects">Aspects of those, whole texts counting as one each.</param>
/// <param name="DevTexts">Texts that were chosen on.</param>
/// <param name="LeftOut">Training texts left out because they are development texts as well.</param>
/// <param name="Commit">The commit the program was built from, or "unknown".</param>
internal sealed record AspectOptions(
    AspectRecipe Recipe,
    string RecipeName,
    string? Vectors,
    int Seed,
    int Threads,
    int TrainTexts,
    int TrainAspects,
    int DevTexts,
    int LeftOut,
    string Commit)
{
    /// <summary>Two runs with one fingerprint give the same weights. The commit is left out: a rebuilt program may resume.</summary>
    public string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Commit = "" }, LanguageRecipeFile.Json)));
}

/// <summary>One epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean over the epoch's steps, in nats, tags included.</param>
/// <param name="DevLoss">Mean over all development aspects.</param>
/// <param name="Accuracy">By domain, 0..1.</param>
/// <param name="SpanF1">Of the tagger over all domains.</param>
/// <param name="Best">Whether these weights are the best so far.</param>
/// <param name="TokensPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record AspectLine(
    int Epoch,
    double TrainLoss,
    double DevLoss,
    IReadOnlyDictionary<string, double> Accuracy,
    double SpanF1,
    bool Best,
    double TokensPerSecond,
    double Seconds);
