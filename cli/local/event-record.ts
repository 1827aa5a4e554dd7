import { type MessageAttribute, type ReceivedMessage } from "./wire.ts";

/** One record of the event that Lambda receives from SQS, in AWS's own shape. */
export interface SqsEventRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, EventAttribute>;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  eventSource: "aws:sqs";
  eventSourceARN: string;
  awsRegion: string;
}

interface EventAttribute {
  stringValue?: string;
  binaryValue?: string;
  stringListValues: [];
  binaryListValues: [];
  dataType: string;
}

/** Turns a received message into the record that a function is given. */
export function recordOf(message: ReceivedMessage, queueArn: string, region: string): SqsEventRecord {
  const { MessageAttributes = {}, MD5OfMessageAttributes: md5 } = message;
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, attribute]) => [name, eventAttribute(attribute)]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(md5 !== undefined && { md5OfMessageAttributes: md5 }),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function eventAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute): EventAttribute {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
