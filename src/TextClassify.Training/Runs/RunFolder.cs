using System.Text.Json;
using System.Text.Json.Nodes;

namespace TextClassify.Training.Runs;

/// <summary>
/// What one training run leaves behind, and all that is needed of it later:
/// <code>
/// options.json   how it was made: the recipe as run, seed, threads, commit, and what its kind of model adds
/// vocab.txt      the vocabulary: row i of the embedding table is the word or character on line i + 1
/// weights.bin    WeightFile: every weight by its name; a table of words is already rounded to half precision
/// dev.json       what exactly these weights reach on the development rows; written last
/// train.jsonl    one JSON object a line: every evaluation of the run
/// errors.csv     of a packaged classifier: development rows it has wrong and is surest of
/// words.md       the same: words that drive each label
/// checkpoint/    what a killed run resumes from; deleted when the run is done
/// </code>
/// <c>weights.bin</c> and <c>dev.json</c> exist when the run is done (<see cref="IsDone"/>). Reading needs no Torch.
/// </summary>
/// <param name="Path">The folder; need not exist yet.</param>
internal sealed record RunFolder(string Path)
{
    public string WeightsFile => At("weights.bin");

    public string DevFile => At("dev.json");

    public string LogFile => At("train.jsonl");

    public string CheckpointFolder => At("checkpoint");

    /// <summary>The run came to its end.</summary>
    public bool IsDone => File.Exists(DevFile);

    private string OptionsFile => At("options.json");

    private string VocabularyFile => At("vocab.txt");

    private string CheckpointFile => System.IO.Path.Combine(CheckpointFolder, "state.bin");

    /// <exception cref="DataException">The folder is no finished run; the message names what is missing.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(path);
        return folder.IsDone
            ? folder
            : throw new DataException(Directory.Exists(path)
                ? $"The run in {path} is not finished (it has no dev.json); train it again to resume it."
                : $"There is no run folder {path}.");
    }

    /// <exception cref="DataException">Missing or malformed.</exception>
    public T ReadOptions<T>() => ReadJson<T>(OptionsFile);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public T ReadReport<T>() => ReadJson<T>(DevFile);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public WeightTable ReadWeights() => Read(WeightsFile, WeightFile.Read);

    /// <exception cref="DataException">Missing or malformed.</exception>
    public T ReadVocabulary<T>(Func<Stream, T> read) => Read(VocabularyFile, read);

    /// <summary>The run's evaluations so far.</summary>
    public IReadOnlyList<T> ReadLines<T>() => new LineFile<T>(LogFile).Read();

    /// <summary>Whether the run was made as these options say. The commit may be another: a rebuilt program may resume.</summary>
    /// <param name="options">Of the same kind of model.</param>
    /// <param name="besides">Properties that may differ, by their names in the file.</param>
    public bool IsOf<T>(T options, params IReadOnlyList<string> besides)
    {
        return JsonNode.DeepEquals(Bare(ReadOptions<T>()), Bare(options));

        JsonObject Bare(T all)
        {
            var bare = JsonSerializer.SerializeToNode(all, StrictJson.Options)!.AsObject();
            foreach (string name in besides.Append("commit"))
            {
                bare.Remove(name);
            }

            return bare;
        }
    }

    /// <summary>What to resume from; null without it.</summary>
    /// <exception cref="DataException">It is damaged, or of a run with other data or options.</exception>
    public Checkpoint? ReadCheckpoint<T>(T options)
    {
        if (!File.Exists(CheckpointFile))
        {
            return null;
        }

        return IsOf(options)
            ? Read(CheckpointFile, Checkpoint.Read)
            : throw new DataException(
                $"{CheckpointFile} is of a run with other data, options, seed or threads; delete it or choose another --out.");
    }

    public void Start<T>(T options, Action<Stream> writeVocabulary)
    {
        Directory.CreateDirectory(Path);
        AtomicFile.Write(OptionsFile, stream => JsonSerializer.Serialize(stream, options, StrictJson.Options));
        AtomicFile.Write(VocabularyFile, writeVocabulary);
    }

    public void Write(Checkpoint checkpoint)
    {
        Directory.CreateDirectory(CheckpointFolder);
        AtomicFile.Write(CheckpointFile, checkpoint.Write);
    }

    /// <summary>Ends the run: there is nothing to resume any more.</summary>
    public void Finish<T>(WeightTable weights, T report)
    {
        AtomicFile.Write(WeightsFile, stream => WeightFile.Write(weights, stream));
        AtomicFile.Write(DevFile, stream => JsonSerializer.Serialize(stream, report, StrictJson.Compact));
        if (Directory.Exists(CheckpointFolder))
        {
            Directory.Delete(CheckpointFolder, recursive: true);
        }
    }

    private static T ReadJson<T>(string path) => Read(
        path, stream => JsonSerializer.Deserialize<T>(stream, StrictJson.Options) ?? throw new DataException($"{path} holds null."));

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
