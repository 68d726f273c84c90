// What files of every feature speak of: models and what they can do, inputs, requests, limits and problems.
global using System.Text.Json;
global using Microsoft.Extensions.Options;
global using TextClassify.Api.Http;
global using TextClassify.Api.Inputs;
global using TextClassify.Api.Limits;
global using TextClassify.Api.Problems;
global using TextClassify.Api.Reading;
global using TextClassify.Api.Requests;
global using TextClassify.Api.Settings;
global using TextClassify.Api.Telemetry;
global using TextClassify.Forward;
global using TextClassify.Inference.Registry;
global using TextClassify.Inference.Serving;
global using TextClassify.Text;
