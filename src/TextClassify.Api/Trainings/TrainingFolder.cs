using System.Text;
using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>
/// What a run has on the disk:
/// <code>
/// training.json    where it stood, for after a restart
/// NAME.csv         the rows, or .tsv or .jsonl; deleted when the run ends
/// progress.jsonl   what the program tells; deleted too
/// models/          where it writes its package, which moves into the models' folder; deleted too
/// run/             its run folder, of which what people read stays: doubtful labels, surest errors, words of each label, evaluations
/// </code>
/// </summary>
internal sealed record TrainingFolder(string Path)
{
    private const string DescriptionName = "training.json";

    private static readonly string[] Kept = ["label-errors.csv", "errors.csv", "words.md", "train.jsonl"];

    public string Id => System.IO.Path.GetFileName(Path);

    public string Progress => At("progress.jsonl");

    public string Packages => At("models");

    public string Run => At("run");

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The folders that are there, none where nothing was ever run.</summary>
    public static IEnumerable<TrainingFolder> All(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateDirectories(directory).Select(path => new TrainingFolder(path)) : [];

    /// <summary>Null where it holds no training that can be read.</summary>
    public TrainingStatus? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(At(DescriptionName)), TrainingJson.Default.TrainingStatus);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(TrainingStatus description)
    {
        string draft = At(DescriptionName + ".new");
        File.WriteAllText(draft, JsonSerializer.Serialize(description, TrainingJson.Default.TrainingStatus), new UTF8Encoding(false));
        File.Move(draft, At(DescriptionName), overwrite: true);
    }

    /// <summary>Takes away the rows that were sent, and what nobody needs of a run that has ended.</summary>
    public void Tidy()
    {
        Clear(Path, [DescriptionName]);
        Clear(Run, Kept);
        foreach (string folder in new[] { Packages, System.IO.Path.Combine(Run, "checkpoint") }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static void Clear(string folder, string[] kept)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            if (!kept.Contains(System.IO.Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }
}
