namespace TextClassify.Api.OpenInference;

/// <summary>Texts to label, as the Open Inference Protocol sends them.</summary>
internal sealed record InferRequest
{
    /// <summary>Comes back in the answer; at most 256 characters.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// <c>evidence</c>: true asks for the output of that name as well. <c>timeout</c>: a deadline in microseconds, 0 for none.
    /// <c>binary_data_output</c>: true sends outputs as binary data that say nothing of it themselves. Others are passed over.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>One tensor, named text.</summary>
    public required IReadOnlyList<InferInput> Inputs { get; init; }

    /// <summary>Which outputs are wanted, in this order; label, score, scores and labels without it, or where it is empty.</summary>
    public IReadOnlyList<InferWanted>? Outputs { get; init; }
}

/// <summary>The texts.</summary>
internal sealed record InferInput
{
    /// <summary><c>text</c>.</summary>
    public required string Name { get; init; }

    /// <summary>[n] or [n,1].</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary><c>BYTES</c>.</summary>
    public required string Datatype { get; init; }

    /// <summary>
    /// <c>binary_data_size</c>: how many bytes behind the JSON are the texts, each after its length in four bytes, in place of data. Others
    /// are passed over.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>n strings, flat or each in a list of its own.</summary>
    public TensorData? Data { get; init; }
}

/// <summary>An output that is wanted.</summary>
internal sealed record InferWanted
{
    /// <summary>label, score, scores, labels or evidence.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// <c>classification</c>: n gives of scores the n likeliest, as BYTES of SCORE:INDEX:LABEL. <c>binary_data</c>: true sends it behind
    /// the JSON. Others are passed over.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}

/// <summary>Labels in the order of the texts.</summary>
internal sealed record InferResponse
{
    [JsonPropertyName("model_name")]
    public required string ModelName { get; init; }

    [JsonPropertyName("model_version")]
    public required string ModelVersion { get; init; }

    /// <summary>The request's own.</summary>
    public string? Id { get; init; }

    public required IReadOnlyList<InferOutput> Outputs { get; init; }
}

/// <summary>An output tensor.</summary>
/// <param name="Name">
/// label: the likeliest label of each text. score: its calibrated probability. scores: every label's, in the order of labels. labels: the
/// model's labels. evidence: for each text the JSON that /classify gives as its evidence.
/// </param>
/// <param name="Shape">[n] for n texts; [n,C] for scores, [n,k] where they are asked for as a classification of k; [C] for labels.</param>
/// <param name="Datatype">BYTES or FP32.</param>
/// <param name="Data">Row by row, flat; null where its bytes follow the JSON.</param>
internal sealed record InferOutput(string Name, IReadOnlyList<long> Shape, string Datatype, TensorData? Data)
{
    /// <summary>Of a binary output: <c>binary_data_size</c>.</summary>
    public IReadOnlyDictionary<string, int>? Parameters { get; init; }

    /// <summary>What follows the JSON.</summary>
    [JsonIgnore]
    public TensorData? Tail { get; init; }
}

/// <summary>Name, kind and shape of a tensor; -1 stands for any number.</summary>
internal sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<long> Shape);

/// <summary>What a model takes and gives.</summary>
internal sealed record InferModelMetadata(
    string Name,
    IReadOnlyList<string> Versions,
    string Platform,
    IReadOnlyList<TensorMetadata> Inputs,
    IReadOnlyList<TensorMetadata> Outputs);

/// <summary>Whether a model serves.</summary>
internal sealed record InferModelReady(string Name, bool Ready);

/// <summary>What the server is.</summary>
internal sealed record InferServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);

/// <summary>Whether the process answers.</summary>
internal sealed record InferServerLive(bool Live);

/// <summary>
/// Whether the service may be sent requests. The specification's table speaks of ready and its object of live; both are here.
/// </summary>
internal sealed record InferServerReady(bool Live, bool Ready);

/// <summary>What went wrong, in a sentence.</summary>
internal sealed record InferError(string Error);
