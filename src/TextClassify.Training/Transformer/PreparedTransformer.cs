using TextClassify.Inference.Tokenizing;
using TextClassify.Training.Classifier;
using TextClassify.Training.Import;
using TextClassify.Training.Kinds;
using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Transformer;

/// <summary>A classifier's recipe and MiniLM, made ready to be fine-tuned.</summary>
internal sealed class PreparedTransformer : IPreparedRun<TransformerOptions, ClassifierLine, DevReport>
{
    private const string Pretrained = "all-MiniLM-L6-v2";

    private readonly Recipe _recipe;
    private readonly RecipeData _data;
    private readonly string _package;
    private readonly Vocabulary _vocabulary;
    private readonly WordPieceEncoder _encoder;

    /// <param name="recipe">Whose section <c>transformer</c> says how.</param>
    /// <param name="data">Its rows.</param>
    /// <param name="request">For the record.</param>
    /// <param name="package">The assembly that carries MiniLM.</param>
    /// <exception cref="DataException">It is not there, or rows may have several labels.</exception>
    public PreparedTransformer(Recipe recipe, RecipeData data, RunRequest request, string package)
    {
        if (data.Labels.HasSets)
        {
            throw new DataException("train-transformer takes rows of one label, and these may have several.");
        }

        (_recipe, _data, _package) = (recipe, data, package);
        var folder = Directory.CreateTempSubdirectory("textclassify-minilm-");
        try
        {
            MiniLmExport.Write(package, folder.FullName, () => 0);
            var tokenizer = TokenizerReader.Read(new(folder.FullName));
            _vocabulary = new(tokenizer.Pieces, tokenizer.Settings.Special);
            _encoder = new(_vocabulary, tokenizer.Settings with { MaxTokens = recipe.Transformer.MaxTokens });
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Options = new(
            recipe,
            request.Source.RecipeName,
            Pretrained,
            data.Labels.Names,
            request.Seed,
            request.Threads,
            data.Train.Count,
            data.Dev.Count,
            RunSource.Commit);
    }

    public TransformerOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<ClassifierLine, DevReport> Begin(Generator random)
    {
        var graph = new MiniLmGraph(MiniLmExport.Read(_package).Graph);
        var net = new TransformerNet(new PieceTables(graph), _data.Labels.Count, random);
        net.Start(graph.Read());
        return new TransformerTrainee(net, _recipe.Transformer, Encode(_data.Train), Encode(_data.Dev), _encoder.Special)
        {
            Copy = _recipe.Transformer.Precision.IsBFloat16Here()
                ? new(net, new TransformerNet(net.Tables, net.Classes, random))
                : null,
        };
    }

    private EncodedSplit Encode(IEnumerable<LabelledText> rows) => EncodedSplit.Encode(rows, _data.Labels.Names, _encoder);
}
