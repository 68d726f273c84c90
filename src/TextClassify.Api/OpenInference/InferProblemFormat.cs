namespace TextClassify.Api.OpenInference;

/// <summary>An error of the Open Inference Protocol is one sentence.</summary>
internal sealed class InferProblemFormat : IProblemFormat
{
    public PathString Prefix => OpenInferenceEndpoints.Prefix;

    public Task WriteAsync(HttpResponse response, Problem problem)
    {
        // The deadline has another name there.
        bool deadline = problem.Type == ProblemTypes.DeadlineExceeded || problem.Type == ProblemTypes.DeadlineUnreachable;
        string? where = deadline ? InferRequestReader.TimeoutPath : problem.Where;
        string error = where is null ? problem.Detail : $"{where}: {problem.Detail}";
        return response.WriteAsJsonAsync(new InferError(error), InferJson.Default.InferError, MediaTypes.Json, CancellationToken.None);
    }
}
