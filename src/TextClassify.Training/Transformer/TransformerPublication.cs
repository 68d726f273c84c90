using System.Text.Json;
using TextClassify.Training.Classifier;
using TextClassify.Training.Import;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Transformer;

/// <summary>A fine-tuned MiniLM on its way to a package: it is exported as Torch's users do, and imported as theirs are.</summary>
internal sealed class TransformerPublication : IPublication
{
    public const string Suffix = "-minilm";

    private const string Rows = "dev.jsonl";

    private readonly PublishRequest _request;
    private readonly TransformerOptions _options;
    private readonly RecipeData _data;
    private string _folder = "";
    private ImportPublication? _import;

    /// <exception cref="DataException">The run or its data can't be used.</exception>
    public TransformerPublication(PublishRequest request, CancellationToken cancellationToken)
    {
        _request = request;
        _options = request.Run.ReadOptions<TransformerOptions>();
        _data = RecipeData.Read(_options.Recipe, request.DataFolder, cancellationToken);
    }

    public string Name => _options.Recipe.Name + Suffix;

    public void Write(PackageStage stage)
    {
        _folder = Directory.CreateTempSubdirectory("textclassify-minilm-").FullName;
        try
        {
            _import = Export();
            _import.Write(stage);
        }
        catch
        {
            Directory.Delete(_folder, recursive: true);
            throw;
        }
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await _import!.MeasureAsync(stage, time, cancellationToken);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private ImportPublication Export()
    {
        MiniLmExport.Write(
            MiniLmExport.DefaultPath, _folder, _options.Labels, graph => new MiniLmGraph(graph).Write(_request.Run.ReadWeights()));
        string rows = Path.Combine(_folder, Rows);
        File.WriteAllLines(
            rows,
            _data.Dev.Select(row => JsonSerializer.Serialize(
                new Dictionary<string, string> { ["text"] = row.Text, ["label"] = row.Label })));
        return new(new ImportRequest
        {
            From = _folder,
            Name = Name,
            Version = _request.Version,
            OutFolder = _request.OutFolder,
            Replace = _request.Replace,
            Calibrate = rows,
        });
    }
}
