package io.signalbox.webapp.request;

/**
 * A body of XML, as its bytes: what encoding it has is for the XML parser to say.
 *
 * @param bytes as they came, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record XmlBody(byte[] bytes) {}
