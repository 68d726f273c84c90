using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using TextClassify.Models;
using TextClassify.Training.Import;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Tests.Import;

/// <summary>A folder as an exporter writes it: one layer of attention over a table of a few pieces, random weights.</summary>
internal sealed class SmallExport : IDisposable
{
    public const int Width = 8;

    private static readonly string[] Words =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "film", "is", "slow", "good", "bad", "##ly", "##ness", ",", ".", "!", "cafe",
        "日", "a", "b", "it",
    ];

    private SmallExport(int rows, int padId, bool positionsByIds)
    {
        Rows = rows;
        Model = Build(rows, padId, positionsByIds);
        Config = JsonNode.Parse("""
            { "model_type": "bert", "hidden_size": 8, "max_position_embeddings": 24, "pad_token_id": 0,
              "id2label": { "0": "negative", "1": "neutral", "2": "positive" } }
            """)!.AsObject();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("textclassify-export-").FullName;

    public int Rows { get; }

    /// <summary>To be broken before <see cref="Write"/>.</summary>
    public ModelProto Model { get; }

    public JsonObject Config { get; }

    public Dictionary<string, string> Files { get; } = [];

    public string Models => Path.Combine(Folder, "models");

    public ImportRequest Request => new() { From = Folder, Name = "small", Version = "1", OutFolder = Models };

    /// <summary>BERT's shape, with the files of its older tokenizer. The table has three rows more than there are pieces.</summary>
    public static SmallExport Bert()
    {
        var export = new SmallExport(Words.Length + 3, padId: 0, positionsByIds: false);
        export.Files[ExportFolder.WordPieces] = string.Join('\n', Words) + "\n";
        export.Files[ExportFolder.TokenizerConfig] = """{ "do_lower_case": true, "model_max_length": 1000000000000000019884624838656 }""";
        return export;
    }

    /// <summary>BERT's shape with the one file of the newer tokenizers, which says the same.</summary>
    public static SmallExport FastBert()
    {
        var export = new SmallExport(Words.Length + 3, padId: 0, positionsByIds: false);
        export.Files[ExportFolder.TokenizerConfig] = """{ "model_max_length": 512, "mask_token": "[MASK]" }""";
        export.Files[ExportFolder.Tokenizer] = new JsonObject
        {
            ["added_tokens"] = new JsonArray(
                Words[..5].Select((token, id) => (JsonNode)new JsonObject { ["id"] = id, ["content"] = token }).ToArray()),
            ["normalizer"] = JsonNode.Parse(
                """{ "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true }"""),
            ["pre_tokenizer"] = JsonNode.Parse("""{ "type": "BertPreTokenizer" }"""),
            ["post_processor"] = JsonNode.Parse("""
                { "type": "TemplateProcessing",
                  "single": [{ "SpecialToken": { "id": "[CLS]", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } },
                             { "SpecialToken": { "id": "[SEP]", "type_id": 0 } }] }
                """),
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = "[UNK]",
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = 100,
                ["vocab"] = new JsonObject(Words.Select((piece, id) => KeyValuePair.Create(piece, (JsonNode?)id))),
            },
        }.ToJsonString();
        return export;
    }

    /// <summary>RoBERTa's shape: positions are made of the ids, and pieces are of bytes.</summary>
    public static SmallExport Roberta()
    {
        string[] bytes = [.. TextClassify.Inference.Tokenizing.ByteAlphabet.All.ToArray().Select(value => value.ToString())];
        string[] pieces = ["<s>", "<pad>", "</s>", "<unk>", .. bytes, "fi", "lm", "film", "Ġfilm", "Ġg", "oo", "ood", "Ġgood", "<mask>"];
        var export = new SmallExport(pieces.Length, padId: 1, positionsByIds: true);
        export.Config["model_type"] = "roberta";
        export.Config["pad_token_id"] = 1;
        export.Files[ExportFolder.TokenizerConfig] =
            """
            { "pad_token": { "content": "<pad>" }, "unk_token": "<unk>", "mask_token": { "content": "<mask>" }, "model_max_length": 512 }
            """;
        var vocabulary = new JsonObject(pieces[..^1].Select((piece, id) => KeyValuePair.Create(piece, (JsonNode?)id)));
        export.Files[ExportFolder.Tokenizer] = new JsonObject
        {
            ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = pieces.Length - 1, ["content"] = "<mask>" }),
            ["normalizer"] = null,
            ["pre_tokenizer"] = JsonNode.Parse("""{ "type": "ByteLevel", "add_prefix_space": false, "use_regex": true }"""),
            ["post_processor"] = JsonNode.Parse("""{ "type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0] }"""),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray("f i", "l m", "fi lm", "Ġ film", "Ġ g", "o o", "oo d", "Ġg ood"),
            },
        }.ToJsonString();
        return export;
    }

    public SmallExport Write()
    {
        using (var stream = File.Create(Path.Combine(Folder, ExportFolder.Graph)))
        {
            Model.WriteTo(stream);
        }

        File.WriteAllText(Path.Combine(Folder, ExportFolder.Config), Config.ToJsonString(new JsonSerializerOptions()));
        foreach (var (file, text) in Files)
        {
            File.WriteAllText(Path.Combine(Folder, file), text);
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static ModelProto Build(int rows, int padId, bool positionsByIds)
    {
        var random = new Random(7);
        var graph = new GraphBuilder("small");
        var ids = graph.Input("input_ids", DataType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", DataType.Int64, "batch", "sequence");
        var words = graph.Gather(graph.Weight("embeddings.word_embeddings.weight", [rows, Width], Values(rows * Width)), ids);

        var counted = positionsByIds
            ? graph.Cast(graph.Node("Not", [graph.Node("Equal", [ids, graph.Integer(padId)])]), DataType.Int64)
            : mask;
        var places = graph.Node("CumSum", [counted, graph.Integer(1)]);
        var input = graph.Add(
            words, graph.Gather(graph.Weight("embeddings.position_embeddings.weight", [32, Width], Values(32 * Width)), places));

        // A token that is none is not attended to.
        var hidden = graph.Mul(
            graph.Cast(graph.Unsqueeze(graph.Sub(mask, graph.Integer(1)), 1), DataType.Float), graph.Weight("much", [1], [10_000f]));
        var attention = graph.Softmax(graph.Add(graph.MatMul(input, graph.Transpose(input, 0, 2, 1)), hidden), 2);
        var states = graph.Add(graph.MatMul(attention, input), input);
        var first = graph.Gather(states, graph.Integer(0), axis: 1);
        var pooled = graph.Tanh(graph.MatMul(first, graph.Weight("pooler.weight", [Width, Width], Values(Width * Width))));
        var weight = graph.Weight("head.weight", [Width, 3], Values(Width * 3));
        graph.Output(ForwardGraph.Logits, graph.Gemm(pooled, weight, graph.Weight("head.bias", [3], Values(3))), "batch", "3");
        return graph.Build();

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
