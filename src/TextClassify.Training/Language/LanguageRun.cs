using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Language;

/// <summary>
/// The folder of a language model's training:
/// <code>
/// options.json   LanguageOptions: the recipe as run, seed, threads, commit
/// vocab.txt      CharacterVocabulary
/// weights.bin    WeightFile, when the run is done
/// dev.json       LanguageReport, written last
/// train.jsonl    one LanguageLine an evaluation
/// checkpoint/    what a killed run resumes from
/// </code>
/// </summary>
internal sealed record LanguageRun(string Path)
{
    public bool IsDone => File.Exists(At("dev.json"));

    public string CheckpointFolder => At("checkpoint");

    /// <exception cref="DataException">No finished run.</exception>
    public static LanguageRun Open(string path)
    {
        var run = new LanguageRun(path);
        return run.IsDone ? run : throw new DataException($"There is no finished run of a language model in {path}.");
    }

    public LanguageOptions ReadOptions() => Read<LanguageOptions>("options.json");

    public LanguageReport ReadReport() => Read<LanguageReport>("dev.json");

    public CharacterVocabulary ReadVocabulary()
    {
        using var stream = File.OpenRead(At("vocab.txt"));
        return CharacterVocabulary.Read(stream);
    }

    public WeightTable ReadWeights()
    {
        using var stream = File.OpenRead(At("weights.bin"));
        return WeightFile.Read(stream);
    }

    /// <summary>The run's evaluations so far.</summary>
    public IReadOnlyList<LanguageLine> ReadLines() => Lines.Read();

    public void Write(LanguageOptions options, CharacterVocabulary vocabulary)
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Write(At("options.json"), stream => JsonSerializer.Serialize(stream, options, LanguageRecipeFile.Json));
        AtomicFile.Write(At("vocab.txt"), vocabulary.Write);
    }

    public void Finish(WeightTable weights, LanguageReport report)
    {
        AtomicFile.Write(At("weights.bin"), stream => WeightFile.Write(weights, stream));
        AtomicFile.Write(At("dev.json"), stream => JsonSerializer.Serialize(stream, report, LanguageRecipeFile.Json));
        Checkpoint.Delete(CheckpointFolder);
    }

    public void Append(LanguageLine line) => Lines.Append(line);

    /// <summary>Steps that are about to be trained again lose their lines.</summary>
    public void KeepLines(int step) => Lines.Keep(line => line.Step <= step);

    private T Read<T>(string name)
    {
        try
        {
            using var stream = File.OpenRead(At(name));
            return JsonSerializer.Deserialize<T>(stream, LanguageRecipeFile.Json)!;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            throw new DataException($"{At(name)} can't be used: {exception.Message}", exception);
        }
    }

    private LineFile<LanguageLine> Lines => new(At("train.jsonl"));

    private string At(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>All that made the run.</summary>
internal sealed record LanguageOptions(LanguageRecipe Recipe, string RecipeName, int Seed, int Threads, int TrainTexts, int DevTexts, string Commit)
{
    /// <summary>Two runs with one fingerprint give the same weights. The commit is left out: a rebuilt program may resume.</summary>
    public string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Commit = "" }, LanguageRecipeFile.Json)));

    /// <summary>The build puts it behind the version's plus sign.</summary>
    public static string BuildCommit() =>
        typeof(LanguageOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : "unknown";
}

/// <param name="BitsPerCharacter">Of all development characters, edges among them, with the state carried on.</param>
/// <param name="Characters">How many those are.</param>
/// <param name="TrainedCharacters">Read in training.</param>
/// <param name="Weights">Numbers trained.</param>
internal sealed record LanguageReport(double BitsPerCharacter, int Characters, long TrainedCharacters, long Weights);

/// <summary>One evaluation.</summary>
/// <param name="Step">Optimizer steps so far.</param>
/// <param name="TrainBits">Mean bits per character since the last line.</param>
/// <param name="DevBits">Of the first development characters.</param>
/// <param name="CharactersPerSecond">Training steps alone.</param>
/// <param name="Seconds">Since this process began training.</param>
internal sealed record LanguageLine(int Step, double TrainBits, double DevBits, double CharactersPerSecond, double Seconds);
