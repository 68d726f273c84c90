namespace TextClassify.Api.Telemetry;

/// <summary>What a handler knows of its request and the request's log line tells.</summary>
internal sealed class RequestFacts
{
    /// <summary>Texts in the request.</summary>
    public long Items { get; set; }

    /// <summary>Texts answered with an error of their own.</summary>
    public long FailedItems { get; set; }

    /// <summary>name/version of the model that answered.</summary>
    public string? Model => Used is { } model ? $"{model.Manifest.Name}/{model.Manifest.Version}" : null;

    /// <summary>The model that answered.</summary>
    public ILoadedModel? Used { get; set; }

    /// <summary>The operation's name, once it is counted.</summary>
    public string? Route { get; set; }

    /// <summary>Tokens of the texts, as the model reads them.</summary>
    public long Tokens { get; set; }

    /// <summary>Why there is no answer, or where a stream was cut.</summary>
    public ProblemType? Problem { get; set; }

    /// <summary>Time for reading the texts into tokens.</summary>
    public TimeSpan? Encode { get; set; }

    /// <summary>Time the texts waited for the model.</summary>
    public TimeSpan? Queue { get; set; }

    /// <summary>Time the model ran.</summary>
    public TimeSpan? Compute { get; set; }

    /// <summary>Timestamp of when the request was read, from which its deadline counts.</summary>
    public long ReadAt { get; set; }

    public void Ran(TimeSpan queue, TimeSpan compute) => (Queue, Compute) = (queue, compute);

    /// <summary>What the results say of it.</summary>
    public void Answered(int items, int failed, TimeSpan? queue = null, TimeSpan? compute = null) =>
        (Items, FailedItems, Queue, Compute) = (items, failed, queue ?? Queue, compute ?? Compute);

    public static RequestFacts Of(HttpContext context)
    {
        var facts = context.Features.Get<RequestFacts>();
        if (facts is null)
        {
            facts = new RequestFacts();
            context.Features.Set(facts);
        }

        return facts;
    }
}
