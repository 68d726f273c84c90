namespace TextClassify.Api.Telemetry;

/// <summary>What a handler knows of its request and the request's log line tells.</summary>
internal sealed class RequestFacts
{
    /// <summary>Texts in the request.</summary>
    public long Items { get; set; }

    /// <summary>Texts answered with an error of their own.</summary>
    public long FailedItems { get; set; }

    /// <summary>name/version of the model that answered.</summary>
    public string? Model { get; set; }

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
